/**
 * How much is taken from outside before it is refused. Each bound is far above what is of use, and below what a machine
 * minds: what has no end (a device, a pipe, a compressed answer, a list of pages) must not use up memory or time.
 */

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Ten thousand sealed connections are 20 MiB. */
export const longestConnectionsFile = 256 * mebibyte;
/** An export is as long as the file it comes from. */
export const longestImport = longestConnectionsFile;
/** Secrets of OAuth clients have some hundred characters; a key file of a cloud some thousand. */
export const longestSecretFile = 64 * kibibyte;
/** What a store or a company adds to the authorities; all that a browser knows are 250 kB. */
export const longestCertificates = 4 * mebibyte;
/** The largest upload that Zoho documents for one request of an API is 250 MB (WorkDrive). */
export const longestInput = 256 * mebibyte;
/** Values of fields are JSON texts; a longer one belongs in `--input`. */
export const longestField = 16 * mebibyte;
/** What a command for a passphrase may print; its first line is the passphrase. */
export const longestPassphraseOutput = 64 * kibibyte;

/** A page of 200 records is below 2 MiB; 583 kB of a compressed answer can unpack to 1.9 GB. */
export const longestPage = 64 * mebibyte;
/** All pages that `--slurp` keeps in memory until the last one has come. */
export const longestSlurp = 512 * mebibyte;
/** Zoho CRM gives 100,000 records at most, 200 a page; Books limits calls to 10,000 a day. */
export const mostPages = 10_000;
/** What is shown on a terminal is read by a person. */
export const longestShown = 32 * mebibyte;

/** Browsers and curl follow 20 to 50; honest servers need two or three. */
export const mostRedirects = 10;

/** A named pipe that no program writes to, in milliseconds. */
export const writerWait = 5000;
/** A pipe whose writer says nothing: `<(pass show zoho)` may ask a person for a passphrase first. In milliseconds. */
export const silentWait = 120_000;

/** Through `zconn proxy`: the longest download that Zoho documents is below it; nothing of it is kept in memory. */
export const longestStreamed = 4 * 1024 * mebibyte;
/** What is kept of a body to send it once more when the token is rejected: texts of JSON are shorter, files are longer. */
export const longestReplay = 256 * kibibyte;
/** How much of an answer is looked at to see whether the token was rejected: such bodies are short. */
export const longestLook = 64 * kibibyte;
/** Calls through `zconn proxy` at the same time: Zoho's products take 5 to 25 of one organization. */
export const mostCalls = 1000;
/** One call through `zconn proxy`, in milliseconds: a file of 256 MiB over a slow line. */
export const longestCall = 3_600_000;
