import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

// Only what signing in and out takes. `session` would hand out a renewed cookie, and a session has to end.
const OFFERED: Record<string, readonly string[]> = {
  GET: ["csrf", "callback", "signin", "error"],
  POST: ["signin", "callback", "signout"],
};

async function answer(request: Request, context: Context): Promise<Response> {
  const [action = ""] = (await context.params).nextauth;
  if (!OFFERED[request.method]?.includes(action)) return new Response(null, { status: 404 });
  // next-auth's own type for its handler is `any`; what it returns for a route handler is a Response.
  return (await NextAuth(request as never, context as never, authOptions())) as Response;
}

export const GET = answer;
export const POST = answer;
