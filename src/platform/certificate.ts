import { X509Certificate } from "node:crypto";

/** Whether every block of a PEM text is a certificate somebody's authority could have. */
export function readsAsCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return (
      blocks.length > 0 && blocks.every((block) => new X509Certificate(block).subject !== null)
    );
  } catch {
    return false;
  }
}
