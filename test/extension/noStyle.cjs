// Stands for a style sheet: Node has nothing to paint.
module.exports = {};
