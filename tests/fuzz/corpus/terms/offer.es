Acuerdo "Oferta humanitaria del 20 de abril de 2025". Versión de 2025-04-20, español.
Partes: El Salvador, Venezuela.
Custodia por cuenta ajena: El Salvador por los Estados Unidos.

"los Deportados" significa personas de nacionalidad venezolana en poder de El Salvador.
"los Presos" significa personas en poder de Venezuela de la categoría política, con situación al menos [reconocida].
"los Extranjeros" significa los Presos excepto personas de nacionalidad venezolana.

Artículo 1 (Todos). El Salvador libera a la totalidad de los Deportados y los entrega a Venezuela.
Artículo 2 (El número idéntico). Venezuela libera a tantos de los Presos como libera El Salvador según el Artículo 1.
Artículo 3 (Nombrados). Entre ellos están la lista NAMED.
Artículo 4 (Otras nacionalidades). Entre ellos, al menos [50] son los Extranjeros.
Artículo 5 (Consentimiento). Ninguna persona es enviada a ningún país sin su consentimiento.
Artículo 6 (Tribunales). Ninguna persona con retención legal es liberada.

Objetivos, en este orden: 1. liberar a tantos como sea posible. 2. los enfermos o heridos primero. 3. los de más tiempo en cautiverio primero.
