// SPDX-License-Identifier: Apache-2.0
// Pairs made up for this project: what a careful registry officer would say of each.
#include "names/compare.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace midspan::names {
namespace {

int score(std::string_view left, std::string_view right) {
  const PreparedName one = prepare_name(left);
  const PreparedName other = prepare_name(right);
  const int there = compare_names(one, other).score;
  const int back = compare_names(other, one).score;
  EXPECT_EQ(there, back) << left << " | " << right;
  return there;
}

TEST(CompareNames, OnePersonsName) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Yender Rondón Araujo", "RONDON ARAUJO, YENDER"},
      {"Yender José Rondón", "Yender Rondón"},
      {"José Luis Paredes Quintero", "Jose Luis Paredez Quintero"},
      {"José Paredes", "José Luis Paredes Quintero"},
      {"Maribel Contreras", "Marivel Contreras"},
      {"Dr. Anselm Krüger", "Anselm Krueger"},
      {"Wolfgang Maier", "Wolfgang Meyer"},
      {"Bill Thornbury", "William Thornbury"},
      {"J. Thornbury", "John Thornbury"},
      {"Ahmad bin Yusuf al-Halabi", "Ahmed Youssef El Halaby"},
      {"Abdul Rahman Saleh Nasser", "Abd al-Rahman Salih Nasir"},
      {"Abdurrahman Saleh", "Abdul Rahman Saleh"},
      {"محمد أحمد الحلبي", "Mohamed Ahmad al-Halabi"},
      {"عبد الرحمن صالح", "Abdulrahman Saleh"},
      {"محمد صالح", "محمّد صَالح"},
      {"Сергей Бондаренко", "Serhii Bondarenko"},
      {"Сергей Бондаренко", "Сергій Бондаренко"},
      {"Бондаренко Сергей Петрович", "Sergei Bondarenko"},
      {"Aleksandr Kovalyov", "Alexander Kovalev"},
      {"Oleksandr Tkachuk", "Александр Ткачук"},
      {"דוד לוין", "David Levin"},
      {"김민수", "Kim Min-su"},
      {"Kim Minsu", "Min-Su KIM"},
      {"Muhammad Hasni Barakzai", "Muhammadhasni Barakzai"},
      {"Haji Gul Agha", "Gul Agha"},
      {"Olena Shevchuk (Yelena Shevchuk)", "Елена Шевчук"},
      {"Tarek Mansour alias Abu Layth", "Tariq Mansur"},
  };
  for (const auto& [left, right] : kPairs) EXPECT_GE(score(left, right), kSameName) << left << " | " << right;
}

TEST(CompareNames, TwoPersonsNames) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Ahmad Saleh Nasser", "Omar Saleh Nasser"},  // brothers
      {"Hassan Ali Nasser", "Hussein Ali Nasser"},  // brothers, names that look alike
      {"José Luis Paredes", "José Luis Contreras"},
      {"Carlos Paredes Quintero", "Miguel Paredes Quintero"},
      {"Wolfgang Maier", "Wolfgang Schuster"},
      {"Anselm Krüger", "Angelika Krüger"},
      {"Bill Thornbury", "Robert Thornbury"},
      {"J. Thornbury", "Peter Thornbury"},
      {"Сергей Бондаренко", "Андрей Бондаренко"},
      {"Sergei Bondarenko", "Андрей Бондаренко"},
      {"محمد أحمد الحلبي", "Mahmoud Khalil al-Halabi"},
      {"Ahmad", "Ahmad Saleh"},
      {"Maria Contreras", "Mario Contreras"},
      {"Kim Minsu", "Kim Jiyoung"},
      {"", "Ahmad"},
      {"", ""},
      {"Dr.", "Prof."},
  };
  for (const auto& [left, right] : kPairs) EXPECT_LT(score(left, right), kSameName) << left << " | " << right;
}

// By habit of writing: short forms, order, initials, particles, romanisation, titles.
TEST(CompareNames, OnePersonWrittenInAnotherWay) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Wolfgang Maier", "Wolfgagn Maier"},
      {"Maribel Contreras", "Maribel Contrears"},
      {"Johnathan Brightwell", "Jonathan Brightwel"},
      {"Katarzyna Wolanska", "Katarzina Wolańska"},
      {"Nikolai Brunov", "Nikolay Brunow"},
      {"Yevgeny Sharapin", "Evgenii Sharapin"},
      {"Yevhen Sharapin", "Евген Шарапін"},
      {"Mykhailo Tkachenko", "Михайло Ткаченко"},
      {"Григорій Зінченко", "Hryhorii Zinchenko"},
      {"Shcherbatov Dmitri", "Dmitry Scherbatov"},
      {"Ludwig van der Meulen", "Ludwig Vandermeulen"},
      {"Maria de la Fuente", "Maria Delafuente"},
      {"Maria de la Fuente", "María Fuente"},
      {"Patrick O'Hanlon", "Patrick OHanlon"},
      {"Angus Mac Tavish", "Angus MacTavish"},
      {"St. John Rivers", "Saint John Rivers"},
      {"Jean-Pierre Moulinet", "Jean Pierre Moulinet"},
      {"Jean-Pierre Moulinet", "Jeanpierre Moulinet"},
      {"J.-P. Moulinet", "Jean-Pierre Moulinet"},
      {"Carlos Andrés Quintana Rojas", "Carlos Quintana"},
      {"Carlos Andrés Quintana Rojas", "QUINTANA ROJAS CARLOS ANDRES"},
      {"QUINTANA ROJAS, Carlos A.", "Carlos Andrés Quintana Rojas"},
      {"Bob Farnworth", "Robert Farnworth"},
      {"Bobby Farnworth", "Farnworth Robert"},
      {"Liz Pemberly", "Elizabeth Pemberly"},
      {"Peggy Olmstead", "Margaret Olmstead"},
      {"Sasha Voronin", "Alexander Voronin"},
      {"Misha Gurevich", "Mikhail Gurevich"},
      {"Abu Layth al-Masri", "Abu Laith al-Masry"},
      {"Khaled Abdelrahman Mansour", "Khalid Abd al-Rahman Mansur"},
      {"Abdul Qadir Jeelani", "Abdelkader Jilani"},
      {"Osama Farooqi", "Usama Faruqi"},
      {"Yousef Ibn Hamdan", "Yusuf bin Hamdan"},
      {"Salah el-Din Farag", "Salaheddin Faraj"},
      {"Muhammad Zubair Qureshi", "Mohd Zubair Qureshi"},
      {"Md. Rafiqul Islam", "Mohammad Rafiqul Islam"},
      {"Fatma Zohra Benali", "Fatima Zahra Ben Ali"},
      {"Gulbadin Wardaki", "Golbuddin Wardaki"},
      {"Chen Xiaoping", "Xiaoping Chen"},
      {"Chen Hsiao-ping", "Chen Xiaoping"},
      {"Chou Wen-li", "Zhou Wenli"},
      {"Tsai Ming-han", "Cai Minghan"},
      {"Kim Jung-hwan", "Gim Jeong-hwan"},
      {"Chen Zhonghua", "Chen Chung-hua"},
      {"Kim Young-wook", "Kim Yeonguk"},
      {"Park Sung-min", "Pak Seong Min"},
      {"Lee Dong-wook", "Yi Dong-uk"},
      {"U Kyaw Zaw", "Kyaw Zaw"},
      {"Daw Mya Mya Win", "Mya Mya Win"},
      {"Haile Gebremariam", "Hailé Gebre Mariam"},
      {"Mr. Henry Blackwood", "Henry Blackwood"},
      {"Dr Henry J. Blackwood", "Henry James Blackwood"},
      {"Blackwood, Henry James", "Henry J Blackwood"},
      {"H. J. Blackwood", "Henry James Blackwood"},
      {"Henry Blackwood Jr.", "Henry Blackwood"},
      {"Prof. Emil Novotny", "Emil Novotný"},
      {"Jiří Dvorský", "Jiri Dvorsky"},
      {"Søren Østergaard", "Soren Ostergaard"},
      {"Søren Østergaard", "Soeren Oestergaard"},
      {"Jürgen Großmann", "Juergen Grossmann"},
      {"Łukasz Wiśniowski", "Lukasz Wisniowski"},
      {"Giorgi Kvariani", "Georgi Kvariany"},
      {"Иванчук Степан Олегович", "Stepan Ivanchuk"},
      {"Stepan Olegovich Ivanchuk", "Степан Олегович Иванчук"},
      {"Stepan O. Ivanchuk", "Степан Иванчук"},
      {"Ivanchuk Stepan Olehovych", "Stepan Olegovich Ivanchuk"},
      {"Наталья Корнеева", "Natalia Korneeva"},
      {"Natalya Korneyeva", "Nataliya Korneieva"},
      {"سمير الخطيب", "Samir al-Khatib"},
      {"خالد عبد الله النجار", "Khaled Abdullah Najjar"},
      {"يوسف حداد", "Youssef Haddad"},
      {"نور الدين شاهين", "Nureddin Shahin"},
      {"אבי שמעוני", "Avi Shimoni"},
      {"יעקב ברקוביץ", "Yaakov Berkovich"},
      {"王伟强", "Wang Weiqiang"},
      {"이민호", "Lee Min-ho"},
      {"Δημήτρης Παππάς", "Dimitris Pappas"},
      {"Γιώργος Νικολάου", "Giorgos Nikolaou"},
      {"გიორგი ბერიძე", "Giorgi Beridze"},
      {"Արամ Սարգսյան", "Aram Sargsyan"},
      {"Aram Sarkisian", "Aram Sargsyan"},
      {"Muammar Gaddari", "Moammar Qadhari"},
      {"Theodoros Papadakis", "Theodore Papadakis"},
      {"Vicente Fox Aguilar", "Vincente Fox Aguilar"},
      {"Hernán Echeverría", "Hernan Echeveria"},
      {"Luis Gonzáles", "Luis González"},
      {"Rajesh Kumar Sharma", "Rajesh K Sharma"},
      {"Subramaniam Iyer", "Subramanian Iyer"},
      {"Nguyễn Văn Hòa", "Nguyen Van Hoa"},
      {"Nguyen Van Hoa", "Hoa Nguyen"},
      {"Ayşe Yılmaz", "Ayse Yilmaz"},
      {"Mehmet Özdemir", "Mehmet Ozdemir"},
      {"Huseyin Karaca", "Hüseyin Karaca"},
      {"Zulfikar Rehman", "Zulfiqar Rahman"},
      {"Ejaz Chaudhry", "Ijaz Chaudhary"},
      {"Adrian Popescu", "Adrián Popescu"},
      {"Stefan Ionescu", "Ștefan Ionescu"},
      {"Aleksandar Petrovic", "Aleksandar Petrović"},
      {"Elena Rossi Bianchi", "Elena Rossi"},
      {"Anna Keller née Brandt", "Anna Brandt"},
      {"William (Buddy) Thornbury", "Buddy Thornbury"},
      {"J0hn Thornbury", "John Thornbury"},
      {"Hafez Darwish", "حافظ درويش"},
      {"Hafiz Muhammad Tahir", "محمد طاهر"},
      {"Tanaka Taro", "田中太郎"},
      {"Kuramochi Kenji", "倉持健二"},
      {"Mishima Masaki", "三島正樹"},
      {"Hatoyama Katsuhiko", "鳩山克彦"},
      {"Mori Yoshiko", "森佳子"},
      {"Akimoto Minami", "秋元みなみ"},
      {"Takagi Hiroshi", "高木浩"},
      {"Gao Muhao", "高木浩"},
      {"陽葵 水野", "Himari Mizuno"},
      {"大翔 長谷川", "Hasegawa Yamato"},
      {"Dimitar Valchev", "Димитър Вълчев"},
      {"Angelov Dimitar", "Димитър Ангелов"},
      {"Abdoulaye Diallo", "Abdullahi Diallo"},
      {"Zeinabou Cissé", "Zainab Cisse"},
      {"FNU Wardaki Gulbadin", "Gulbadin Wardaki"},
      {"Carlos Enrique Belmonte", "Carlos Belmonte Otero"},
      {"Ignacio Ferrada Soto", "José Ignacio Ferrada"},
      {"Ana Luisa Quintela", "Ana Quintela da Silva"},
      {"Drs. H. Imam Suwarno, S.H.", "Imam Suwarno"},
      {"Ir. H. WIRYAWAN, M.Si.", "Wiryawan"},
      {"Levon Kh. Baghramyan", "Баграмян Левон Хоренович"},
      {"Yu. Karpenko", "Юрий Карпенко"},
      {"Դավիթյան Արմեն Միքայելի", "Давитян Армен Микаелович"},
      {"Iurie Țapu", "Цапу Юрие"},
      {"Han ten Velde", "Han H ten Velde"},
      {"Maxwell Thornbury", "Max Thornbury"},
      {"Станислав Карпенко", "Стас Карпенко"},
      {"ئەحمەد کەریم", "Ahmad Karim"},
      {"Giorgi Kipiani", "George Kipiani"},  // what stands apart from one form is still a form of the others
      {"Thiago Quintela", "Tiago Quintela"},
      {"Jim Thornbury", "James Thornbury"},
      {"எஸ். எம். சந்திரகுமார்", "S. M. Chandrakumar"},
      {"मा. रमेश थापा", "Ramesh Thapa"},
      {"Rauf Abbasov", "Rauf Abbas"},
  };
  for (const auto& [left, right] : kPairs) EXPECT_GE(score(left, right), kSameName) << left << " | " << right;
}

// Transcribed by ear, by passport offices of several countries, by Wade and Giles.
TEST(CompareNames, OnePersonTranscribedInSeveralWays) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Krzysztof Wojciechowski", "Kshishtof Voychekhovski"},
      {"Giuseppe Moretti", "Juseppe Moretti"},
      {"Aleksandr Solzhenko", "Alexander Soljenko"},
      {"Ivan Tchernychev", "Ivan Chernyshev"},
      {"Dzhokhar Umarov", "Jokhar Umarov"},
      {"Djokhar Oumarov", "Dzhokhar Umarov"},
      {"Abdulmejid Karoui", "Abdul Majeed Karwi"},
      {"Chukwuemeka Obi", "Chukuemeka Obi"},
      {"Nguyen Thanh", "Nuyen Thanh"},
      {"Yousef Qaddoumi", "Yusuf Kadumi"},
      {"Sayed Qutbi", "Said Kutby"},
      {"Jaafar Zubaydi", "Gaafar Zobeidi"},
      {"Wadih Haddad", "Ouadie Haddad"},
      {"Chérif Boumediene", "Sharif Bumedien"},
      {"Mouloud Feraoun", "Mulud Firaun"},
      {"Rachid Ghannouchi", "Rashid Ghanoushi"},
      {"Viacheslav Tymoshenko", "Vyacheslav Timoschenko"},
      {"Juri Schewtschuk", "Yuri Shevchuk"},
      {"Serge Poutiatine", "Sergei Putyatin"},
      {"Michail Chodorow", "Mikhail Khodorov"},
      {"Alexei Nawrotzki", "Aleksey Navrotsky"},
      {"Gyorgy Szabo", "Gyoergy Sabo"},
      {"Jose Xavier Mejia", "Jose Javier Mexia"},
      {"Hsieh Kuo-feng", "Xie Guofeng"},
      {"Chang Hsueh-wen", "Zhang Xuewen"},
      {"Pak Chong-su", "Park Jong-soo"},
      {"Kim Il-chol", "Kim Il-cheol"},
      {"Ri Yong-ho", "Lee Yong-ho"},
      {"Muhamad Dahlan Ishak", "Mohammed Dahlan Ishaq"},
      {"Thein Htay Oo", "U Thein Htay Oo"},
      {"Gurbanguly Atayev", "Kurbanguly Ataev"},
      {"Nursoltan Abishev", "Nursultan Abishev"},
      {"Islam Kerimov", "Islom Karimov"},
      {"Mahinda Jayasuria", "Mahinda Jayasuriya"},
      {"Vellupillai Nadesan", "Velupillai Nadesan"},
      {"Tariq Azeez Hanna", "Tarek Aziz Hanna"},
      {"Latif Nsaif Jassim", "Lateef Nusayyif Jasim"},
      {"Thabo Mbekwe", "Tabo Mbekwe"},
      {"Ioannis Papadopulos", "Yannis Papadopoulos"},
      {"Dr Ayman Rabie Zawahri", "Aiman Rabi al-Zawahiri"},
      {"Gholamreza Bakeri", "Gholam Reza Bagheri"},
      {"Mohammed-Reza Naqdi", "Mohammad Reza Naghdi"},
      {"Anders Fogh Rasmusen", "Anders Rasmussen"},
      {"Bjorn Guðmundsson", "Bjoern Gudmundsson"},
      {"Katrin Jakobsdottir", "Katrín Jakobsdóttir"},
      {"Zoltan Kovacs", "Zoltán Kovács"},
      {"Kovacs Zoltan", "Zoltan Kovach"},
      {"Mbarek Ould Cheikh", "Mubarak Wald Sheikh"},
      {"Moktar Belmokhtari", "Mukhtar Bilmukhtari"},
      {"Abou Zeid Abdelhamid", "Abdul Hamid Abu Zayd"},
  };
  for (const auto& [left, right] : kPairs) EXPECT_GE(score(left, right), kSameName) << left << " | " << right;
}

// Another given name, father, generation or family, however much else agrees.
TEST(CompareNames, TwoPersonsThoughMuchAgrees) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Henry Blackwood", "Harriet Blackwood"},
      {"Diego Belmonte", "Santiago Belmonte"},  // one name once; brothers today
      {"Juan Ferrada", "Iván Ferrada"},
      {"James Thornbury", "Jacob Thornbury"},
      {"Юрий Карпенко", "Георгий Карпенко"},
      {"Ian Ashby", "John Ashby"},
      {"Mateo Quintela", "Matías Quintela"},
      {"Carlos Ferrada Belmonte", "Carlos Belmonte Otero"},  // her surname is not his
      {"Kh. Petrov", "Кирилл Петров"},
      {"Michael Ashby", "Michelle Ashby"},
      {"Andrew Colton", "Andrea Colton"},
      {"Christian Wells", "Christine Wells"},
      {"Robert Danvers", "Roberta Danvers"},
      {"Daniel Marsh", "Danielle Marsh"},
      {"Paul Kessler", "Paula Kessler"},
      {"Henry Blackwood Sr.", "Henry Blackwood Jr."},
      {"Henry J. Blackwood", "Henry K. Blackwood"},
      {"Henry James Blackwood", "Henry Peter Blackwood"},
      {"Henry Blackwood", "Henry Blackburn"},
      {"Ivan Petrenko", "Ivan Pavlenko"},
      {"Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov"},
      {"Иван Петрович Сидоров", "Иван Павлович Сидоров"},
      {"Олександр Коваленко", "Олексій Коваленко"},
      {"Oleksandr Kovalenko", "Oleksii Kovalenko"},
      {"Sergei Bondarenko", "Sergei Bondarchuk"},
      {"Ahmad Salim Haddad", "Ahmad Samir Haddad"},
      {"Khalid Mansour", "Khalil Mansour"},
      {"Mahmoud Nasser", "Mohammed Nasser"},
      {"Hamid Karimi", "Hamad Karimi"},
      {"Abdulrahman Shah", "Abdulrahim Shah"},
      {"Abdul Karim Saleh", "Abdul Kader Saleh"},
      {"Abdullah Yousef", "Abdulaziz Yousef"},
      {"Ali Hassan", "Hassan Ali"},
      {"Ali Hussein Omar", "Omar Hussein Ali"},
      {"Abu Omar al-Shami", "Abu Bakr al-Shami"},
      {"Abu Omar al-Shami", "Abu Omar al-Iraqi"},
      {"Umm Khalid", "Abu Khalid"},
      {"Amir Hosseini", "Amin Hosseini"},
      {"Reza Mohammadi", "Reza Ahmadi"},
      {"Li Wei", "Li Wen"},
      {"Wang Jing", "Wang Ming"},
      {"Zhang Li", "Zhang Lin"},
      {"Chen Xiaoping", "Chen Xiaoming"},
      {"Kim Min-su", "Kim Min-ho"},
      {"Kim Min-jae", "Kim Min-ji"},
      {"Nguyễn Văn Minh", "Nguyễn Văn Mạnh"},
      {"Park Ji-hoon", "Park Ji-won"},
      {"Tanaka Ichiro", "Tanaka Jiro"},
      {"Maria González", "Mario González"},
      {"Juan Carlos Pérez", "Juan Manuel Pérez"},
      {"José Hernández", "José Fernández"},
      {"Luis Martínez", "Luis Martín"},
      {"Carlos Quintana Rojas", "Carlos Quintero Rojas"},
      {"Pedro Salas", "Pablo Salas"},
      {"Anna Kowalska", "Hanna Kowalczyk"},
      {"Piotr Nowak", "Piotr Nowicki"},
      {"Peter Hansen", "Peter Jensen"},
      {"Lars Nilsson", "Lars Olsson"},
      {"Erik Johansson", "Erik Jonsson"},
      {"David Goldberg", "David Goldstein"},
      {"David Rosenberg", "Daniel Rosenberg"},
      {"Marina Levina", "Karina Levina"},
      {"Tina Marlow", "Nina Marlow"},
      {"Tim Barlow", "Tom Barlow"},
      {"Larry Pickett", "Harry Pickett"},
      {"Giorgi Beridze", "Giorgi Kobidze"},
      {"Aram Petrosyan", "Aram Poghosyan"},
      {"Mehmet Yilmaz", "Ahmet Yilmaz"},
      {"Mustafa Demir", "Mustafa Demirel"},
      {"Rajesh Sharma", "Ramesh Sharma"},
      {"Rakesh Gupta", "Rajesh Gupta"},
      {"Sunil Kumar", "Anil Kumar"},
      {"Nguyen Van Hoa", "Nguyen Van Hai"},
      {"Tran Thi Mai", "Tran Thi Lan"},
      {"Kyaw Zaw", "Kyaw Min"},
      {"James Whitfield", "John Whitfield"},
      {"George Ashdown", "Gerald Ashdown"},
      {"Frank Mercer", "Fred Mercer"},
      {"Stephen Baxter", "Stefania Baxter"},
      {"سمير الخطيب", "سامي الخطيب"},
      {"محمد الخطيب", "محمود الخطيب"},
      {"حسن حداد", "حسين حداد"},
      {"Samir al-Khatib", "سامي الخطيب"},
      {"Ahmad al-Khatib", "محمد الخطيب"},
      {"Viktor Orlov", "Виктория Орлова"},
      {"Андрей Орлов", "Sergei Orlov"},
      {"Dmitri Volkov", "Daniil Volkov"},
      {"Elena Smirnova", "Irina Smirnova"},
      {"Alexei Kuzmin", "Alexei Kuznetsov"},
      {"Thomas Fairchild", "Thomas Fairbanks"},
      {"Edward Stone", "Edmund Stone"},
      {"Martin Keller", "Martina Keller"},
      {"Franz Huber", "Fritz Huber"},
      {"Karl Schmidt", "Kurt Schmidt"},
      {"Hans Bauer", "Heinz Bauer"},
      {"Juan", "Juan Carlos Romero"},
      {"Mohammed", "Mohammed Saleh"},
  };
  for (const auto& [left, right] : kPairs) EXPECT_LT(score(left, right), kSameName) << left << " | " << right;
}

TEST(CompareNames, ExplainsInASentence) {
  const PreparedName left = prepare_name("Ahmad Saleh Nasser");
  const PreparedName right = prepare_name("Omar Saleh Nasir");
  const base::Message why = explain(left, right, compare_names(left, right));
  EXPECT_EQ(why.code, "NAM-203");
  EXPECT_EQ(std::get<std::string>(why.arguments[0].second), "Saleh, Nasser ≈ Nasir");
  EXPECT_EQ(std::get<std::string>(why.arguments[1].second), "Ahmad");
  EXPECT_EQ(std::get<std::string>(why.arguments[2].second), "Omar");
}

TEST(CompareNames, SentencesSayWhatDecides) {
  const auto why = [](std::string_view one, std::string_view other) {
    const PreparedName left = prepare_name(one);
    const PreparedName right = prepare_name(other);
    return explain(left, right, compare_names(left, right));
  };
  const auto text = [](const base::Message& message, std::size_t at) {
    return std::get<std::string>(message.arguments[at].second);
  };
  EXPECT_EQ(text(why("Samir Khalil al-Masri", "Jamil Khalil al-Masri"), 4), "given");
  EXPECT_EQ(text(why("Олег Иванович Дробот", "Олег Ильич Дробот"), 4), "patronymic");
  EXPECT_EQ(why("Samir Khalil Nasser al-Masri", "Khalil Nasser al-Masri").code, "NAM-216");
  EXPECT_EQ(why("Bdfy Gtnhjd", "Иван Петров").code, "NAM-217");
  EXPECT_EQ(why("سمير خليل المصري", "خليل سمير المصري").code, "NAM-213");
  EXPECT_EQ(why("Suwandi", "Suhandi").code, "NAM-214");
  EXPECT_EQ(why("Ahmad", "Ahmad Saleh").code, "NAM-215");
  EXPECT_EQ(text(why("Ahmad", "Ahmad Saleh"), 1), "Saleh");
  EXPECT_EQ(why("Hazelwood Robert", "Robert Hazelwood").code, "NAM-207");
}

RC_GTEST_PROP(CompareNames, ScoresStayInBoundsForAnyText, ()) {
  const auto text = [] {
    std::string out;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(
             rc::gen::element<std::string>("Ahmad", " ", "al-", "J.", ",", "(", "عبد", "محمد", "Иван", "山田", "김민수",
                                           "\xFF", "-", "bin ", "\"", "x", "ኃይሌ")))
      out += piece;
    return out;
  };
  const std::string left = text();
  const int one = score(left, text());
  RC_ASSERT(one >= 0 && one <= 10000);
}

TEST(CompareNames, IllFormedBytesAreNoPlaceToCut) {
  EXPECT_GE(score("\xFF山田\xFF", "山田"), 0);
  EXPECT_GE(score("\xE5\xB1山田太郎", "山田太郎"), 0);
}

TEST(CompareNames, LongTextTakesNoTime) {
  std::string cell;
  while (cell.size() < 100000) cell += "عبد الرحمن Abd ";
  EXPECT_LE(score(cell, cell + "x"), 10000);
  EXPECT_LE(score(std::string(100000, 'a'), std::string(100000, 'b')), 10000);
}

}  // namespace
}  // namespace midspan::names
