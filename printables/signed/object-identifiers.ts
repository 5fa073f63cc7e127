/** Names that stand in certificates and signatures. */
import { derObjectIdentifier } from './der.ts';

export const OID = {
  signedData: derObjectIdentifier('1.2.840.113549.1.7.2'),
  data: derObjectIdentifier('1.2.840.113549.1.7.1'),
  contentType: derObjectIdentifier('1.2.840.113549.1.9.3'),
  messageDigest: derObjectIdentifier('1.2.840.113549.1.9.4'),
  /** RFC 5035. */
  signingCertificateV2: derObjectIdentifier('1.2.840.113549.1.9.16.2.47'),
  sha256: derObjectIdentifier('2.16.840.1.101.3.4.2.1'),
  ecdsaWithSha256: derObjectIdentifier('1.2.840.10045.4.3.2'),
} as const;
