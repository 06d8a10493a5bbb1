import { Sign } from "@/components/ui/sign";

/** What a person must not mistake about this installation: a sign-in without passwords, a cluster that isn't one. One line each. */
export function Banner({ lines }: { lines: readonly { title: string; text: string }[] }) {
  if (lines.length === 0) return null;
  return (
    <aside aria-label="About this installation" className="border-b border-line bg-warn-soft text-sm text-warn">
      <ul className="mx-auto flex max-w-[1228px] flex-wrap gap-x-6 gap-y-0.5 px-6 py-1.5 max-md:px-4">
        {lines.map((line) => (
          <li key={line.title} className="flex gap-1.5">
            <span className="mt-[3px]">
              <Sign name="alert" size={13} />
            </span>
            <span>
              <b>{line.title}.</b> {line.text}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
