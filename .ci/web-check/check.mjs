// Opens each file in Chromium at two widths, runs axe-core, and looks for what runs out of the window.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const executablePath = process.env.SCHAKEL_CHROMIUM ?? "/usr/bin/chromium";
// A page that asks for anything outside its file fails: the edition is one self-contained file.
const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath, args });
let failed = 0;
for (const file of process.argv.slice(2)) {
  for (const width of [1280, 375]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const asked = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("data:") && request.url() !== pathToFileURL(file).href) asked.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const name = join(basename(dirname(file)), basename(file));
    const bad = found.violations.length + (over > 0 ? 1 : 0) + asked.length;
    console.log(`${bad === 0 ? "PASS" : "FAIL"} ${width}px ${name} (${found.passes.length} rules held)`);
    for (const one of found.violations) {
      console.log(`  ${one.id} (${one.impact}), ${one.nodes.length} times: ${one.help}\n    ${one.nodes[0].html.slice(0, 160)}`);
    }
    if (over > 0) console.log(`  runs ${over} pixels out of the window`);
    for (const url of asked) console.log(`  asks for ${url}`);
    failed += bad;
    await page.close();
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
