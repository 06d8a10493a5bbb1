import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";

/** Says that status can't be had at the moment, since when and why. What is in Git is shown all the same. */
export function UnknownNotice({ unreachable, now }: { unreachable: { since: string; why: string }; now: string }) {
  return (
    <Notice tone="idle" title="The cluster can’t be asked at the moment">
      <p>
        Not since <Time iso={unreachable.since} now={now} />: {unreachable.why}. What Git holds is shown as it is; this
        page asks again by itself.
      </p>
    </Notice>
  );
}
