// Answers {"texts": [...], "questions": [...]} from standard input with the numbers of the texts found for each question, best first.
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const { texts, questions } = JSON.parse(readFileSync(0, "utf8"));
const index = new MiniSearch({ fields: ["text"], searchOptions: { prefix: true, fuzzy: 0.2 } });
index.addAll(texts.map((text, id) => ({ id, text })));
const found = questions.map((question) => index.search(question).slice(0, 60).map((hit) => hit.id));
process.stdout.write(JSON.stringify(found));
