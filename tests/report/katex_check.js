// SPDX-License-Identifier: GPL-3.0-or-later
// Parses formulas with KaTeX in its strict mode. Standard input: a JSON array of {"formula", "display"}. Prints what is
// wrong, one line a formula; exit status 1 where anything is.
"use strict";

const katex = require("/usr/share/nodejs/katex");
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
let failed = false;
for (const { formula, display } of formulas) {
  try {
    katex.renderToString(formula, { displayMode: display, throwOnError: true, strict: "error" });
  } catch (error) {
    failed = true;
    console.log(`${error.message}: ${formula}`);
  }
}
process.exitCode = failed ? 1 : 0;
