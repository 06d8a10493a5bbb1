import { FirstFew } from "@/components/ui/first-few";
import { Notice } from "@/components/ui/notice";

/** Names the files of the releases repository that are no manifest. */
export function ForeignFiles({ files }: { files: readonly string[] }) {
  return (
    <Notice tone="warn" title="The releases repository holds files that are no manifest">
      <p>The portal leaves them alone. Somebody put them there by hand:</p>
      <ul className="grid list-disc gap-0.5 pl-5">
        <FirstFew items={files}>
          {(file) => (
            <li key={file}>
              <code className="wrap-anywhere">{file}</code>
            </li>
          )}
        </FirstFew>
      </ul>
    </Notice>
  );
}
