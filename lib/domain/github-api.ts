/** Where a GitHub server (`https://github.com`, or an Enterprise Server's address without a slash at its end) has its API. */
export function githubApiOf(server: string): string {
  return server === "https://github.com" ? "https://api.github.com" : `${server}/api/v3`;
}
