import NextAuth from "next-auth";
import { authOptions, DEVELOPMENT_PROVIDER } from "@/lib/auth/options";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

// Only what signing in and out takes. `session` would hand out a renewed cookie, and a session has to end. A callback
// is posted by the development sign-in; one that is opened is an error to next-auth.
const OFFERED: Record<string, readonly string[]> = {
  GET: ["csrf", "signin", "error"],
  POST: ["signin", "callback", "signout"],
};

async function answer(request: Request, context: Context): Promise<Response> {
  const [action = "", provider, ...more] = (await context.params).nextauth;
  const options = authOptions();
  const known = provider === undefined || (options.providers.length > 0 && provider === DEVELOPMENT_PROVIDER);
  if (!known || more.length > 0 || !OFFERED[request.method]?.includes(action))
    return new Response(null, { status: 404 });
  // next-auth's own type for its handler is `any`; what it returns for a route handler is a Response.
  return (await NextAuth(request as never, context as never, options)) as Response;
}

export const GET = answer;
export const POST = answer;
