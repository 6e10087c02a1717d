export const strings = {};
