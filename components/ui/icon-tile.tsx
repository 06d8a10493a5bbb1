/**
 * A square with a drawing or letters. `svg` is text from elsewhere, so it is never put into the page as markup: it becomes a
 * mask, in which scripts don't run and nothing is fetched, and takes the accent's colour. Without one the letters stand for it.
 */
export function IconTile({ svg, letters }: { svg: string | null; letters: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-9 flex-none place-items-center rounded-lg bg-accent-soft text-sm font-bold text-accent"
    >
      {svg === null ? (
        letters
      ) : (
        <span
          className="block size-5 bg-current [mask-position:center] [mask-repeat:no-repeat] [mask-size:contain]"
          style={{ maskImage: maskOf(svg) }}
        />
      )}
    </span>
  );
}

/** `url("data:…")` of an SVG text; encoded whole, so that no quote or bracket of it can end the URL. */
export function maskOf(svg: string): string {
  const encoded = encodeURIComponent(svg).replace(/[()'*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `url("data:image/svg+xml,${encoded}")`;
}

/** "Web app" → "WA", "Postgres" → "P". */
export function lettersOf(title: string): string {
  return title
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join("")
    .slice(0, 2);
}
