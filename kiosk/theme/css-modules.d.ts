/** Made by build/fonts.ts; known to vite by an alias. */
declare module 'virtual-fonts.css';
