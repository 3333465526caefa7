/** One press: a name such as `enter`, `ctrl-a`, `alt-left`; or `text` with what was typed; or a whole paste. */
export type Press = {readonly name: string; readonly text: string};
