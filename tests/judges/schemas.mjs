// The schemas of the documents, and whether a document is valid against one of them, as ajv has it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** All schemas of daemon/schemas, as the components of a description of the API. */
export function described(folder) {
    const schemas = {};
    for (const file of readdirSync(folder).sort()) {
        for (const [name, schema] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
            if (name in schemas) throw new Error(`${name} stands twice, the second time in ${file}`);
            schemas[name] = schema;
        }
    }
    return { components: { schemas } };
}

/** Finds the validator of each schema of a description; what the schemas themselves say wrong is thrown. */
export class Schemas {
    constructor(description) {
        // Types of several words are how "or null" is said; `required` may stand apart from `properties`.
        this.ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
        addFormats(this.ajv);
        this.ajv.addKeyword('components'); // the description is no schema, but holds them
        this.ajv.addSchema({ components: description.components }, 'api');
        this.names = Object.keys(description.components.schemas);
    }

    of(name) {
        const validate = this.ajv.getSchema(`api#/components/schemas/${name}`);
        if (!validate) throw new Error(`there is no schema ${name}`);
        return validate;
    }

    /** What is wrong with a document, in words; empty when nothing is. */
    faults(name, document) {
        return told(this.of(name), document);
    }

    /** The same of a schema that has no name. */
    faultsOf(schema, document) {
        return told(this.ajv.compile(schema), document);
    }
}

function told(validate, document) {
    if (validate(document)) return '';
    const all = validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
    return all.slice(0, 4).join('; ');
}
