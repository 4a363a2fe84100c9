import { writeLine } from "../platform/terminal.ts";

/** The only way the command line speaks. */
export const print = (text = ""): void => writeLine("out", text);
export const complain = (text: string): void => writeLine("error", text);
