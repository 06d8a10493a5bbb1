import { exchange } from "@/lib/auth/exchange";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function answer(request: Request, context: Context): Promise<Response> {
  return exchange(request, (await context.params).nextauth);
}

export const GET = answer;
export const POST = answer;
