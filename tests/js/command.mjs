import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Keypair } from "@solana/web3.js";

/** The command line: `--name VALUE`, every required name given. */
export function options(required, optional = []) {
  const known = Object.fromEntries([...required, ...optional].map((name) => [name, { type: "string" }]));
  const { values } = parseArgs({ options: known });
  const missing = required.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Error(`missing: ${missing.map((name) => `--${name}`).join(", ")}`);
  return values;
}

/** The keypair in a file of Solana's command line. */
export function keypair(file) {
  return Keypair.fromSecretKey(Uint8Array.from(JSON.parse(readFileSync(file, "utf8"))));
}

/** Prints what `work` returns, or what it threw, as JSON; after an error the process ends with code 1. */
export async function report(work) {
  try {
    console.log(JSON.stringify(await work()));
  } catch (error) {
    const logs = error.transactionError?.logs ?? [];
    console.log(JSON.stringify({ error: { name: error.name, message: error.message, logs } }));
    process.exitCode = 1;
  }
}
