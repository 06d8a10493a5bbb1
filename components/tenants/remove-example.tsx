"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** Says that an example is there, and takes it away when asked twice. */
export function RemoveExample() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const remove = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(await askToRemove());
    setBusy(false);
    setOpen(false);
    router.refresh();
  };

  return (
    <Notice tone="accent" title="An example is here to look around in">
      <p>Its tenant, instances and request are marked as example. Nothing else depends on them.</p>
      {refusal !== null && (
        <p role="alert" className="text-bad">
          {refusal}
        </p>
      )}
      <div className="mt-1">
        <Button onClick={() => setOpen(true)}>Remove the example</Button>
      </div>
      <Dialog
        open={open}
        title="Remove the example?"
        onClose={() => setOpen(false)}
        actions={
          <Button variant="danger" busy={busy} onClick={() => void remove()}>
            {busy ? "Removing the example" : "Remove the example"}
          </Button>
        }
      >
        <p>
          The example’s tenant and its instances go, for everybody, and open requests about them are withdrawn. Your own
          tenants stay as they are. The example doesn’t come back.
        </p>
      </Dialog>
    </Notice>
  );
}

/** Null when it is gone, otherwise why it is not. */
async function askToRemove(): Promise<string | null> {
  try {
    const response = await fetch("/api/example", { method: "DELETE" });
    if (response.ok) return null;
    const body: unknown = await response.json();
    const said = typeof body === "object" && body !== null && "message" in body ? body.message : null;
    return typeof said === "string" ? said : "The portal did not say why. Try again.";
  } catch {
    return "The portal did not answer. Check that it still runs, then try again.";
  }
}
