/** The library for certificates, after what it needs in order to be loaded at all. */
import 'reflect-metadata'

import * as x509 from '@peculiar/x509'

export { x509 }
