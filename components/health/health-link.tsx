import { LinkButton } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";

/** The way from the queue to the platform's health, with what it will say. */
export function HealthLink({ unwell }: { unwell: number }) {
  return (
    <LinkButton href="/admin/health" className="flex-wrap">
      Platform health
      {unwell === 0 ? (
        <Pill tone="ok">nothing to mend</Pill>
      ) : (
        <Pill tone="warn" sign="alert">
          {unwell} to mend
        </Pill>
      )}
    </LinkButton>
  );
}
