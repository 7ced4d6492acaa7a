// What diagram-js uses and Chromium 86 to 97 lack.
if (!Object.hasOwn) Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
if (!globalThis.structuredClone) globalThis.structuredClone = (value) => (value === undefined ? value : JSON.parse(JSON.stringify(value)));
