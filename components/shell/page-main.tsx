import type { ReactNode } from "react";

/** The page itself: one column of blocks with the page's rhythm. */
export function PageMain({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] content-start gap-6 px-6 pt-7 pb-18 outline-none max-md:px-4 max-md:pt-5 max-md:pb-16 max-w-[1228px]"
    >
      {children}
    </main>
  );
}
