import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Sign, type SignName } from "@/components/ui/sign";

/** A page in the place of one that can't be shown: what happened, why, what to do, and a way on. `code` is the HTTP status. */
export function RefusalPage({
  code,
  sign,
  title,
  children,
  actions,
}: {
  code: number;
  sign: SignName;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <Card className="mx-auto my-6 grid w-full max-w-[40rem] justify-items-start gap-3 px-6 py-7">
      <span className="grid size-10 place-items-center rounded-lg bg-idle-soft text-idle">
        <Sign name={sign} size={22} />
      </span>
      <p className="text-sm text-muted tabular-nums">{code}</p>
      <h1 tabIndex={-1}>{title}</h1>
      <div className="grid gap-2 text-muted">{children}</div>
      <div className="mt-2 flex flex-wrap gap-2.5">
        {actions}
        <LinkButton href="/">Back to the catalogue</LinkButton>
      </div>
    </Card>
  );
}
