// SPDX-License-Identifier: Apache-2.0
#include "name_tables.hpp"

namespace midspan::example {

namespace {

constexpr std::string_view kMen[] = {
    "José",    "Luis",      "Carlos",    "Juan",    "Jesús",    "Miguel",    "Ángel",    "Daniel",    "Jorge",
    "Rafael",  "Pedro",     "Francisco", "Manuel",  "David",    "Alejandro", "Antonio",  "Eduardo",   "Gabriel",
    "Andrés",  "Enrique",   "Alexander", "Ramón",   "Alberto",  "Víctor",    "Julio",    "Héctor",    "Gregorio",
    "Javier",  "Leonardo",  "Cristian",  "Kevin",   "Yorman",   "Yeison",    "Wilmer",   "Darwin",    "Junior",
    "Ender",   "Elvis",     "Orlando",   "Nelson",  "Yonathan", "Deivis",    "Robinson", "Jhonny",    "Anderson",
    "Maikel",  "Engelbert", "Jefferson", "Wuilker", "Keiber",   "Yohendry",  "Adelis",   "Reinaldo",  "Osmar",
    "Edinson", "Gleiber",   "Roiner",    "Yoel",    "Eliécer",  "Néstor",    "Fernando", "Sebastián", "Brayan",
    "Freddy",  "Hernán",    "Moisés",    "Isaac",   "Joel",     "Adrián",    "Rubén",    "Wladimir",  "Franklin",
    "Gerardo", "Oswaldo",   "Pastor",    "Argenis", "Eudis",    "Yilber",    "Dixon",    "Erick",     "Marlon",
    "Richard", "Emilio",    "Simón",     "Abraham", "Nolberto", "Yván"};

constexpr std::string_view kWomen[] = {
    "María",     "Ana",     "Carmen",    "Rosa",    "Luisa",    "Yolanda",  "Milagros", "Gabriela", "Andreína",
    "Mariana",   "Daniela", "Alejandra", "Yusmary", "Yuleidy",  "Carolina", "Beatriz",  "Elena",    "Josefina",
    "Isabel",    "Teresa",  "Mireya",    "Nancy",   "Zulay",    "Coromoto", "Dayana",   "Oriana",   "Génesis",
    "Valentina", "Yenny",   "Marisol",   "Omaira",  "Xiomara",  "Belkis",   "Maritza",  "Karina",   "Emiliana",
    "Norkys",    "Yajaira", "Sofía",     "Paola",   "Betzaida", "Deisy",    "Nereida",  "Lisbeth"};

constexpr std::string_view kSalvadorans[] = {
    "José",   "Carlos",   "Juan",     "Óscar",  "Mario",   "Luis",    "Mauricio", "Salvador",
    "Edwin",  "Wilfredo", "Elmer",    "Walter", "Nelson",  "Santos",  "Reynaldo", "Rigoberto",
    "Ulises", "Douglas",  "Geovanny", "Marvin", "Ernesto", "Alfredo", "Misael",   "Josué",
    "Wilber", "Neftalí",  "Ismael",   "Romeo",  "Melvin",  "Antonio", "Ricardo",  "René"};

constexpr std::string_view kSurnames[] = {
    "González",   "Rodríguez", "Pérez",     "Hernández", "García",    "Martínez",  "Sánchez",    "López",
    "Díaz",       "Rojas",     "Ramírez",   "Castillo",  "Fernández", "Gómez",     "Romero",     "Torres",
    "Moreno",     "Rivas",     "Mendoza",   "Blanco",    "Contreras", "Medina",    "Suárez",     "Silva",
    "Colmenares", "Márquez",   "Chacón",    "Molina",    "Guerrero",  "Zambrano",  "Morales",    "Méndez",
    "Escalona",   "Vargas",    "Delgado",   "Salazar",   "Parra",     "Urdaneta",  "Bracho",     "Villalobos",
    "Finol",      "Morillo",   "Quintero",  "Linares",   "Briceño",   "Peña",      "Paredes",    "Araujo",
    "Montilla",   "Valera",    "Peraza",    "Yépez",     "Camacaro",  "Alvarado",  "Sequera",    "Piñango",
    "Marcano",    "Brito",     "Gutiérrez", "Velásquez", "Rondón",    "Núñez",     "Guzmán",     "Cedeño",
    "Bermúdez",   "Malavé",    "Figuera",   "Barreto",   "Aponte",    "Acosta",    "Cabrera",    "Ochoa",
    "Nava",       "Ferrer",    "Leal",      "Boscán",    "Atencio",   "Soto",      "Mavárez",    "Chirinos",
    "Colina",     "Petit",     "Lugo",      "Reyes",     "Oberto",    "Pirela",    "Vílchez",    "Labarca",
    "Terán",      "Uzcátegui", "Dugarte",   "Lobo",      "Rangel",    "Sosa",      "Vielma",     "Avendaño",
    "Altuve",     "Angulo",    "Espinoza",  "Cordero",   "Torrealba", "Mujica",    "Pacheco",    "Anzola",
    "Querales",   "Freitez",   "Agüero",    "Giménez",   "Bastidas",  "Graterol",  "Manzanilla", "Azuaje",
    "Segovia",    "Useche",    "Cárdenas",  "Duque",     "Ontiveros", "Pabón",     "Roa",        "Sayago",
    "Tarazona",   "Bautista",  "Niño",      "Galvis",    "Carrero",   "Belandria", "Infante",    "Tovar",
    "Herrera",    "Laya",      "Padrón",    "Flores",    "Arteaga",   "Noguera",   "Ávila",      "Campos",
    "Carrasquel", "Requena",   "Itriago"};

constexpr std::string_view kStates[] = {"Zulia",   "Táchira", "Carabobo", "Aragua",     "Lara",    "Miranda",
                                        "Mérida",  "Falcón",  "Trujillo", "Portuguesa", "Bolívar", "Anzoátegui",
                                        "Barinas", "Guárico", "Yaracuy",  "Monagas",    "Sucre",   "Distrito Capital"};

constexpr std::string_view kAmericanGiven[] = {"Walter", "Dennis", "Gary",   "Russell",
                                               "Curtis", "Leroy",  "Wesley", "Glenn"};
constexpr std::string_view kAmericanFamily[] = {"Hadley",    "Prewitt", "Lockridge", "Stamper",
                                                "Ostrander", "Bixby",   "Tolliver",  "Vickers"};
constexpr std::string_view kItalianGiven[] = {"Gianni", "Renato", "Ornella", "Corrado", "Silvano", "Tullio"};
constexpr std::string_view kItalianFamily[] = {"Bertolazzi", "Cavallari",  "Masotti",
                                               "Pignataro",  "Scaramella", "Trevisani"};
constexpr std::string_view kPortugueseGiven[] = {"Adelino", "Custódio", "Graciete", "Joaquim"};
constexpr std::string_view kPortugueseFamily[] = {"Figueiredo", "Câmara", "Abreu", "Nóbrega"};
constexpr std::string_view kGermanGiven[] = {"Holger", "Ulrich", "Matthias"};
constexpr std::string_view kGermanFamily[] = {"Brückner", "Wiesinger", "Hölscher"};
constexpr std::string_view kFrenchGiven[] = {"Gaëtan", "Lucien", "Bérengère"};
constexpr std::string_view kFrenchFamily[] = {"Delahaye", "Rousselot", "Charbonneau"};
constexpr std::string_view kUkrainianGiven[] = {"Ostap", "Bohdan", "Taras"};
constexpr std::string_view kUkrainianFamily[] = {"Kovalchuk", "Hrytsenko", "Melnychenko"};
constexpr std::string_view kCzechGiven[] = {"Radek"};
constexpr std::string_view kCzechFamily[] = {"Havránek"};
constexpr std::string_view kDutchGiven[] = {"Joost"};
constexpr std::string_view kDutchFamily[] = {"van der Ploeg"};
constexpr std::string_view kSwissGiven[] = {"Reto"};
constexpr std::string_view kSwissFamily[] = {"Aeschbacher"};
constexpr std::string_view kHungarianGiven[] = {"Zsolt"};
constexpr std::string_view kHungarianFamily[] = {"Szalai"};
constexpr std::string_view kPolishGiven[] = {"Zbigniew"};
constexpr std::string_view kPolishFamily[] = {"Kowalczyk"};
constexpr std::string_view kLebaneseGiven[] = {"Ghassan"};
constexpr std::string_view kLebaneseFamily[] = {"Abou Khalil"};
constexpr std::string_view kSyrianGiven[] = {"Mahmud"};
constexpr std::string_view kSyrianFamily[] = {"Al-Hamwi"};
constexpr std::string_view kIranianGiven[] = {"Behrouz"};
constexpr std::string_view kIranianFamily[] = {"Tavakoli"};
constexpr std::string_view kTurkishGiven[] = {"Mehmet"};
constexpr std::string_view kTurkishFamily[] = {"Öztürkmen"};
constexpr std::string_view kGuyaneseGiven[] = {"Deonarine"};
constexpr std::string_view kGuyaneseFamily[] = {"Ramsaroop"};
constexpr std::string_view kTrinidadianGiven[] = {"Kerwin"};
constexpr std::string_view kTrinidadianFamily[] = {"Baptiste-Lashley"};
constexpr std::string_view kBritishGiven[] = {"Alistair"};
constexpr std::string_view kBritishFamily[] = {"Penhaligon"};
constexpr std::string_view kBrazilianGiven[] = {"Edvaldo", "Jurandir"};
constexpr std::string_view kBrazilianFamily[] = {"Vasconcelos", "Brandão"};

const Nationality kForeign[] = {
    {"Colombia", "colombiana", 19, {}, {}},
    {"Estados Unidos", "estadounidense", 10, kAmericanGiven, kAmericanFamily},
    {"España", "española", 9, {}, {}},
    {"Italia", "italiana", 6, kItalianGiven, kItalianFamily},
    {"Perú", "peruana", 5, {}, {}},
    {"Ecuador", "ecuatoriana", 4, {}, {}},
    {"Argentina", "argentina", 3, {}, {}},
    {"México", "mexicana", 3, {}, {}},
    {"Brasil", "brasileña", 2, kBrazilianGiven, kBrazilianFamily},
    {"Chile", "chilena", 2, {}, {}},
    {"Alemania", "alemana", 2, kGermanGiven, kGermanFamily},
    {"Francia", "francesa", 2, kFrenchGiven, kFrenchFamily},
    {"Portugal", "portuguesa", 2, kPortugueseGiven, kPortugueseFamily},
    {"Ucrania", "ucraniana", 2, kUkrainianGiven, kUkrainianFamily},
    {"Uruguay", "uruguaya", 1, {}, {}},
    {"República Checa", "checa", 1, kCzechGiven, kCzechFamily},
    {"Países Bajos", "neerlandesa", 1, kDutchGiven, kDutchFamily},
    {"Suiza", "suiza", 1, kSwissGiven, kSwissFamily},
    {"Hungría", "húngara", 1, kHungarianGiven, kHungarianFamily},
    {"Polonia", "polaca", 1, kPolishGiven, kPolishFamily},
    {"Líbano", "libanesa", 1, kLebaneseGiven, kLebaneseFamily},
    {"Siria", "siria", 1, kSyrianGiven, kSyrianFamily},
    {"Irán", "iraní", 1, kIranianGiven, kIranianFamily},
    {"Turquía", "turca", 1, kTurkishGiven, kTurkishFamily},
    {"Guyana", "guyanesa", 1, kGuyaneseGiven, kGuyaneseFamily},
    {"Trinidad y Tobago", "trinitense", 1, kTrinidadianGiven, kTrinidadianFamily},
    {"República Dominicana", "dominicana", 1, {}, {}},
    {"Cuba", "cubana", 1, {}, {}},
    {"Bolivia", "boliviana", 1, {}, {}},
    {"Reino Unido", "británica", 1, kBritishGiven, kBritishFamily},
};

constexpr std::string_view kReserved[] = {
    "02b0daf58aac6b8d", "0d0b112bbfe1a4e6", "0d3283b6bad42ac6", "1345343ef66e369d", "134b120b2d98135a",
    "139872c88742c571", "151878f89d15e368", "15a4c60e47bd8e76", "17194a6923170446", "1810464f063bd9cd",
    "18cf51135cf1dca5", "18ea94e82b6e585b", "1e4ce263bf641a59", "2d3ed4b21b632e76", "30f2666a62df08ba",
    "319de728f1348539", "31ebecf6a46e2574", "32f0657cc0c3c7c4", "38c1392024c89cf5", "3eebd27a2df9dbde",
    "4067689975d824e3", "4441d3df09028b0f", "446c66532dc233fd", "460c474529bf53aa", "4eb4b1479787faf1",
    "4f5d18c6f19e614c", "50ffefbe2afa0b67", "5583f4619ff7e811", "56adf59618e1b536", "5706551cff531c81",
    "5759dbc3e58fa1d7", "5b3324769f12ed02", "66156b7777aac0f9", "66acf675ac07d592", "6780c9d036b0667f",
    "6a06f06b49437550", "6f1bc46e02d8961c", "72f7fc5ee7665d16", "75e1df248a070a39", "772cbc4a4cc2c4ff",
    "81d967473f60af85", "83aba52ad094ddbc", "84c65d0eabb2e283", "8521f3c7870c1b6e", "8871cd29a9425c2d",
    "8bea8c6742f81e2d", "8f6789914bfcdf38", "91c4c91d8a26fea6", "92ec253d38b9cfb0", "973c9e8f7de77dd2",
    "98dfd05be39a1d28", "99b6b3960e3213cc", "9fafc994680be3e4", "a2d7d95d8abce24d", "a336cd82d2eba946",
    "a4f44ed2739d89c9", "a578ec6da6235ce5", "a89f2c82f3f95f8d", "a9c740b63045cdad", "ad8701803b263b8a",
    "ae374a5ae5010eaf", "af6b94a26c8af565", "b046c8c2f921927a", "b2bbd1c2e138524b", "b30ec9bca9610bf2",
    "bcb3a919a03b989d", "c814345c7c00267d", "c89dc514b241dfd5", "c9cf91e40785da50", "cfcd15bdfbfa3c84",
    "d0c038230feca532", "d35f1e5d2c26ccdb", "de1973c0148d206f", "de7f4bd0094523ec", "deb958a0fac3826b",
    "e390534b3c8aea9b", "e6a78b1ae1324b05", "e7b7790684a29019", "e818ea676845642b", "e864dcfe1b30891a",
    "ea4bb192c26b4b11", "f25880d255b90103", "f432bda6eb951278", "f46b868d1444900a", "f75709ea491b4394",
    "f9389970fe41fc80", "f96e58c0f6d011c0", "ffe480140efff467",
};

}  // namespace

Words given_names_of_men() { return kMen; }
Words given_names_of_women() { return kWomen; }
Words salvadoran_given_names() { return kSalvadorans; }
Words surnames() { return kSurnames; }
Words venezuelan_states() { return kStates; }
std::span<const Nationality> foreign_nationalities() { return kForeign; }
std::span<const std::string_view> digests_of_reserved_names() { return kReserved; }

}  // namespace midspan::example
