/**
 * The first file of every worker thread that runs TypeScript: registers the loader for ES modules, then hands over to the
 * module named in the thread's data. Without it Piscina would `require` the module, and the libraries below it would run
 * translated to CommonJS, where every call goes through an export's getter: SHA-512 then takes thirty times as long.
 */
import { workerData } from 'piscina';
import { register } from 'tsx/esm/api';

register();
const { default: work } = await import(workerData.module);
export default work;
