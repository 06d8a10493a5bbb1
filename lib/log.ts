import "server-only";

/**
 * Writes one line for whoever runs the portal: time, sentence, facts.
 * @param facts short values to search a log by; never a secret, never what a person typed.
 */
export function log(sentence: string, facts: Readonly<Record<string, string | number>> = {}): void {
  const details = Object.entries(facts).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  process.stderr.write(`${new Date().toISOString()} ${sentence}${details.join("")}\n`);
}
