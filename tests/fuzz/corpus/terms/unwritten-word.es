Acuerdo "O".
Partes: El Salvador, Venezuela.
"los Deportados" significa personas de nacionalidad venezolana enlvador.
Artículo 1. El Salvador libera a la totalidad de los Deportados.
