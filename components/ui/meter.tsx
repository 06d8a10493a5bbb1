/** How much of something is used. `text` says it in words with its units ("5 of 8 CPU"); more than all of it is shown as broken. */
export function Meter({ label, text, value, max }: { label: string; text: string; value: number; max: number }) {
  const share = max > 0 ? value / max : 0;
  const over = share > 1;
  const tone = over ? "bg-bad" : share > 0.85 ? "bg-warn" : "bg-accent";
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span>{label}</span>
        <span className="text-muted tabular-nums">
          {text}
          {over && <b className="ml-1.5 text-bad">too much</b>}
        </span>
      </div>
      <div
        role="meter"
        aria-label={label}
        aria-valuetext={over ? `${text}, too much` : text}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={Math.max(max, value)}
        className="h-2 overflow-hidden rounded-full border border-line bg-sunken"
      >
        <div className={`h-full ${tone}`} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
      </div>
    </div>
  );
}
