/** A manifest's text, which may be longer and wider than its place. */
export function ManifestSource({ label, text }: { label: string; text: string }) {
  return (
    <pre
      role="region"
      aria-label={label}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="max-h-[32rem] overflow-auto bg-sunken px-4 py-3.5 leading-[1.55]"
    >
      {text}
    </pre>
  );
}
