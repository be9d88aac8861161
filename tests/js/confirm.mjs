import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 30_000;
const POLL_MS = 50;

/** Waits until the transaction is confirmed, by asking again and again; fails if it failed on chain. */
export async function confirm(connection, signature) {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(POLL_MS)) {
    const status = (await connection.getSignatureStatuses([signature])).value[0];
    if (status?.err) throw new Error(`the transaction ${signature} failed: ${JSON.stringify(status.err)}`);
    if (["confirmed", "finalized"].includes(status?.confirmationStatus)) return;
  }
  throw new Error(`the transaction ${signature} was not confirmed within ${PATIENCE_MS / 1_000} seconds`);
}
