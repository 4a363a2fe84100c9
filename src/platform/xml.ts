import { XMLParser } from "fast-xml-parser";

/** XML of hostile hosts: bounded in size and depth, no document type, no entities of its own. */
const charactersMost = 256 * 1024;
const deepestTags = 40;

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An element of somebody's answer; names without prefix. Nothing from outside is ever used as an object key. */
export class XmlNode {
  readonly #value: unknown;
  constructor(value: unknown) {
    this.#value = value;
  }

  children(name: string): XmlNode[] {
    const value = this.#value;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [];
    const found: unknown = Reflect.get(value, name);
    return (Array.isArray(found) ? found : [found]).map((one) => new XmlNode(one));
  }

  child(name: string): XmlNode | undefined {
    return this.children(name)[0];
  }

  /** Names of the children, each once. */
  names(): string[] {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return Object.keys(value).filter((name) => !/^[@#]/.test(name));
  }

  attribute(name: string): string {
    return this.child(`@${name}`)?.text() ?? "";
  }

  text(): string {
    const value = this.#value;
    if (typeof value === "string") return decodeEntities(value).trim();
    return this.children("#text")[0]?.text() ?? "";
  }
}

/** Parses a bounded answer; undefined for anything odd: a document type, an entity of its own, too deep. */
export function parseXml(text: string): XmlNode | undefined {
  if (text.length > charactersMost || /<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text))
    return undefined;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    removeNSPrefix: true,
    processEntities: false,
    htmlEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: deepestTags,
  });
  try {
    const tree: unknown = parser.parse(text, true);
    return new XmlNode(tree);
  } catch {
    return undefined;
  }
}

const entities = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
