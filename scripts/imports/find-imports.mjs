import swc from '@swc/core';

/**
 * What a file of TypeScript or JavaScript imports and whether it exports by default.
 *
 * @param {string} text - the file
 * @returns {{imports: {line: number, specifier: string | undefined, isLazy: boolean}[], defaultExports: number[]}}
 *   lines from 1; the specifier is undefined where the program works it out while it runs; lazy is `import()`
 */
export function findImports(text) {
  const bytes = Buffer.from(text);
  // swc counts bytes, from 1.
  const lineOf = ({ span }) =>
    bytes
      .subarray(0, span.start - 1)
      .toString()
      .split('\n').length;
  const imports = [];
  const defaultExports = [];
  const found = (node, source) => {
    const isLazy = node.callee?.type === 'Import';
    imports.push({ line: lineOf(node), specifier: literal(source), isLazy });
  };
  visit(swc.parseSync(text, { syntax: 'typescript', decorators: true }), (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        found(node, node.source);
        break;
      case 'ExportNamedDeclaration':
        if (node.source) found(node, node.source);
        if (node.specifiers.some(isDefault)) defaultExports.push(lineOf(node));
        break;
      case 'CallExpression':
        if (isImport(node.callee)) found(node, node.arguments[0]?.expression);
        break;
      case 'TsImportType':
        found(node, node.argument);
        break;
      case 'TsExternalModuleReference':
        found(node, node.expression);
        break;
      case 'ExportDefaultDeclaration':
      case 'ExportDefaultExpression':
      case 'TsExportAssignment':
        defaultExports.push(lineOf(node));
        break;
    }
  });
  return { imports, defaultExports };
}

/** Calls back for every node of the tree, the root first. */
function visit(value, callback) {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, callback);
  } else if (typeof value === 'object' && value !== null) {
    if (typeof value.type === 'string') callback(value);
    for (const child of Object.values(value)) visit(child, callback);
  }
}

/** `import(...)`, `require(...)` or `require.resolve(...)`. */
function isImport(callee) {
  if (callee.type === 'MemberExpression')
    return isImport(callee.object) && callee.property.value === 'resolve';
  return callee.type === 'Import' || (callee.type === 'Identifier' && callee.value === 'require');
}

/** `export { x as default }`, `export { default } from` a file, `export * as default from` one. */
function isDefault({ exported, orig, name }) {
  return (exported ?? orig ?? name)?.value === 'default';
}

function literal(node) {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].cooked;
  return undefined;
}
