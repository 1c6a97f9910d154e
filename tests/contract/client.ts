// A client as a developer would write it over the generated types. It is compiled under strict and never run: what it
// says must be possible, and nothing in it may be unknown or any.
import type { components, operations, webhooks } from "./schema";

type Notice = components["schemas"]["NoticeInput"];
type Batch = operations["submitBatch"]["responses"][202]["content"]["application/json"];
type Page = operations["readInbox"]["responses"][200]["content"]["application/json"];
type Answers = operations["respond"]["requestBody"]["content"]["application/json"];
type Results = operations["respond"]["responses"][200]["content"]["application/json"];
type Problem = components["schemas"]["ProblemView"];
type Pushed = webhooks["notices.delivered"]["post"]["requestBody"]["content"]["application/json"];
type Csv = NonNullable<operations["submitBatch"]["requestBody"]>["content"]["text/csv"];

/** The parts of fetch that are used, so that the check needs no types of a platform. */
interface Answer { readonly ok: boolean; readonly status: number; json(): Promise<unknown>; }
interface Request { readonly method: string; readonly headers: Record<string, string>; readonly body?: string; }
type Send = (path: string, request: Request) => Promise<Answer>;

export class Takedown {
  constructor(private readonly send: Send, private readonly key: string) {}

  submit(notices: Notice[], idempotencyKey: string): Promise<Batch> {
    const body: components["schemas"]["BatchInput"] = { notices };
    return this.call<Batch>("POST", "/v1/batches", JSON.stringify(body), { "Idempotency-Key": idempotencyKey });
  }

  async *inbox(after = 0): AsyncGenerator<components["schemas"]["InboxItem"]> {
    for (;;) {
      const page: Page = await this.call<Page>("GET", `/v1/inbox?after=${after}&wait=20`);
      for (const item of page.items) {
        after = item.seq;
        yield item;
      }
    }
  }

  respond(answers: Answers): Promise<Results> {
    return this.call<Results>("POST", "/v1/inbox/responses", JSON.stringify(answers));
  }

  private async call<T>(method: string, path: string, body?: string, more: Record<string, string> = {}): Promise<T> {
    const headers = { Authorization: `Bearer ${this.key}`, "Content-Type": "application/json", ...more };
    const answer = await this.send(path, body === undefined ? { method, headers } : { method, headers, body });
    if (!answer.ok) throw new Error(((await answer.json()) as Problem).code ?? String(answer.status));
    return (await answer.json()) as T;
  }
}

/** The instants are strings, the words are words, and a plain id is an account. */
export const asWritten: Notice = {
  target: { url: "https://video.example/1", account: "uploader-7" },
  rightsHolder: "Harbour Music",
  work: { title: "Harbour Lights", type: "music" },
};

export function late(item: components["schemas"]["InboxItem"], now: Date): boolean {
  const due: string | null | undefined = item.deadlines.act;
  return due != null && new Date(due) < now;
}

export function removed(noticeId: string): components["schemas"]["ResponseInput"] {
  const measure: components["schemas"]["Measure"] = "removed";
  return { noticeId, response: "action-taken", measure, at: new Date(0).toISOString() };
}

export function told(delivery: Pushed): string[] {
  return delivery.data.map((item) => item.noticeId);
}

export const csv: Csv = "clientRef,target.url\nA-1,https://video.example/1\n";

// @ts-expect-error A word that is none is refused by the compiler.
export const wrong: components["schemas"]["Measure"] = "deleted";
// @ts-expect-error An instant is no number.
export const number: components["schemas"]["InboxItem"]["deliveredAt"] = 7;
