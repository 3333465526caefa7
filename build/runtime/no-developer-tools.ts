const nothing = (): void => undefined;

/** Stands in for `react-devtools-core`. Ink takes the default export; it is not worth a package in the shipped program. */
export {tools as default};
const tools = {initialize: nothing, connectToDevTools: nothing};
