// pdfme on the job: OUTPUT KIND COUNT FOLDER -> JSON. As one_method.py, but without a ZIP.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync, appendFileSync, statSync, unlinkSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [output, kind, count, folder] = process.argv.slice(2);
const installed = createRequire(`${folder}/node/package.json`);
const load = async (name) => import(pathToFileURL(installed.resolve(name)));
const { generate } = await load("@pdfme/generator");
const { text, image } = await load("@pdfme/schemas");
const job = JSON.parse(readFileSync(`${folder}/job.json`, "utf8"));
const [width, height] = job.page;
const unit = width / 3508;
const file = job.backgrounds[kind];
const type = file.endsWith("png") ? "png" : "jpeg";
const picture = `data:image/${type};base64,${readFileSync(file).toString("base64")}`;
const hex = (color) => "#" + color.map((n) => n.toString(16).padStart(2, "0")).join("");

const fields = job.fields.map(([name, x, y, wide, size, color]) => ({
  name, type: "text", fontName: "Serif", fontColor: hex(color), alignment: "center",
  verticalAlignment: "middle", fontSize: (size * unit * 72) / 25.4,
  dynamicFontSize: { min: 6, max: (size * unit * 72) / 25.4, fit: "horizontal" },
  position: { x: (x - wide / 2) * unit, y: (y - 0.75 * size) * unit },
  width: wide * unit, height: 1.5 * size * unit,
}));
const template = {
  basePdf: { width, height, padding: [0, 0, 0, 0], staticSchema: [{
    name: "template", type: "image", content: picture, readOnly: true,
    position: { x: 0, y: 0 }, width, height,
  }] },
  schemas: [fields],
};
const font = { Serif: { data: readFileSync(job.font), fallback: true, subset: true } };
const made = (inputs) => generate({ template, inputs, plugins: { text, image }, options: { font } });

mkdirSync(`${folder}/pages`, { recursive: true });
writeFileSync(`${folder}/pages/${output} ${kind} pdfme.pdf`, await made(job.people.slice(0, 1)));
const people = job.people.slice(1, 1 + Number(count));
const target = `${folder}/out-pdfme`;
const [started, before] = [performance.now(), process.cpuUsage()];
if (output === "merged") writeFileSync(target, await made(people));
else {
  writeFileSync(target, "");
  for (const person of people) appendFileSync(target, await made([person]));
}
const used = process.cpuUsage(before);
console.log(JSON.stringify({
  seconds: (used.user + used.system) / 1e6 / people.length,
  wall: (performance.now() - started) / 1e3 / people.length,
  bytes: statSync(target).size / people.length,
  memory: process.resourceUsage().maxRSS * 1024,
}));
unlinkSync(target);
