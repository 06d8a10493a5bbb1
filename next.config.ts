import type { NextConfig } from "next";

const config: NextConfig = {
  // A folder with all that the server needs: `make run` starts what deploy/portal/Dockerfile puts into the image.
  output: "standalone",
  // A page that may refuse answers with the real status code: `forbidden()` gives 403.
  experimental: {
    authInterrupts: true,
    // The guard in proxy.ts counts a body while it reads it; it must be able to see one byte more than it allows.
    proxyClientMaxBodySize: "2mb",
  },
  // Libraries that rjsf imports and our forms never get to: a quarter of what a browser would load before the form can be used.
  turbopack: {
    resolveAlias: {
      // The form draws no Markdown.
      "markdown-to-jsx/react": "./components/form/plain-markdown.tsx",
      // The form's schema refers to nothing outside of itself; the server's compiler does need the library.
      "fast-uri": { browser: "./components/form/no-addresses.ts" },
    },
  },
  // It has what signs in to any cloud; loaded from where npm put it, and only where there is a cluster.
  serverExternalPackages: ["@kubernetes/client-node"],
  // `make check` does it, for tests and tools as well; a portal starts sooner without doing it again.
  typescript: { ignoreBuildErrors: true },
  // A redirect for a slash at the end would be answered before the guard sees the request.
  skipTrailingSlashRedirect: true,
  // Nothing is served under a name that tells the version of what serves it.
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
