import Link from "next/link";

/** The portal's name, and the way home. */
export function Brand() {
  return (
    <Link href="/" prefetch={false} className="flex min-h-9 items-center gap-2.5 font-[650] text-text no-underline">
      <svg
        viewBox="0 0 24 24"
        width={22}
        height={22}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        aria-hidden="true"
        className="flex-none text-accent"
      >
        <path d="M4 7l8-4 8 4-8 4-8-4z" />
        <path d="M4 12l8 4 8-4M4 17l8 4 8-4" />
      </svg>
      <span>Managed services</span>
    </Link>
  );
}
