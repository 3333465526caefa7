/**
 * The text of `zconn --help`, made at build time by the very parser that would print it (its loading costs more than the
 * printing). Undefined when running from source; then the parser prints it.
 */
export const preparedHelp: string | undefined = undefined;
