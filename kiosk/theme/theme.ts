/** The whole look of a page; imported once by each page's frame. */
import 'virtual-fonts.css';
import './tokens.css';
import './base.css';
import './official.css';
