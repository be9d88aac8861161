// What `anchor migrate` runs. It changes nothing: privileged steps need councils, so people run them with the CLI (see README.md).
// It shows the fund that MMF_FUND names, and fails if that can't be read.
"use strict";

const { spawnSync } = require("node:child_process");

function check(url) {
  if (!process.env.MMF_FUND) {
    console.log("MMF_FUND is not set: nothing to check. The steps are in migrations/0001-initial.md.");
    return 0;
  }
  const mmf = process.env.MMF || "mmf";
  const args = url ? ["-u", url, "fund", "show"] : ["fund", "show"];
  const { error, status } = spawnSync(mmf, args, { stdio: "inherit" });
  if (error) console.error(`cannot run ${mmf}: ${error.message}`);
  return error ? 1 : status;
}

// Anchor hands over a provider.
module.exports = (provider) => {
  process.exitCode = check(provider.connection.rpcEndpoint);
};

if (require.main === module) process.exitCode = check();
