import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startWords } from "./words/index.ts";
import "./look/paper.css";
import "./look/dialog.css";
import "./look/field.css";

const place = document.getElementById("house");
if (place === null) throw new Error("no place to draw in");
await startWords();
createRoot(place).render(<App />);
