// SPDX-License-Identifier: Apache-2.0
#include "record/bundle.hpp"

#include <algorithm>
#include <charconv>

#include "base/assert.hpp"
#include "base/files.hpp"
#include "base/utf8.hpp"
#include "record/act.hpp"
#include "record/tar.hpp"

namespace midspan::record {

namespace {

constexpr std::string_view kHeader = "midspan bundle v1\n";
constexpr std::size_t kMostFiles = 100'000;
constexpr std::uint64_t kMostBytes = std::uint64_t{4} << 30;

tl::unexpected<base::Error> not_a_bundle(const std::string& path, std::size_t offset, std::string reason) {
  return base::failure("RCD-062",
                       {{"path", path}, {"offset", static_cast<std::int64_t>(offset)}, {"reason", std::move(reason)}});
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_printable(std::string_view name) {
  return base::is_utf8(name) && std::none_of(name.begin(), name.end(),
                                             [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// "<64 hex> <size> <name>", spelled in the one way there is.
bool parse_line(std::string_view text, ManifestLine& line) {
  if (text.size() < 68 || text[64] != ' ') return false;
  const auto digest = base::digest_from_hex(text.substr(0, 64));
  const std::size_t space = text.find(' ', 65);
  if (!digest || base::to_hex(*digest) != text.substr(0, 64) || space == std::string_view::npos) return false;
  const std::string_view number = text.substr(65, space - 65);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), line.size);
  if (error != std::errc{} || end != number.data() + number.size() || std::to_string(line.size) != number) return false;
  line.digest = *digest;
  line.name = text.substr(space + 1);
  return is_bundle_name(line.name);
}

base::Result<Bundle> read_folder(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  Bundle bundle;
  std::uint64_t total = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    const fs::file_status status = at->symlink_status(error);
    if (error) break;
    const std::string name = at->path().lexically_relative(path).generic_string();
    // What a file manager leaves behind does not make the rest unreadable; the verifier names it as what does not
    // belong.
    if (!is_printable(name)) return not_a_bundle(path.string(), 0, "a name that cannot be printed");
    if (fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status)) return not_a_bundle(path.string(), 0, name + " is not a plain file");
    total += fs::file_size(at->path(), error);
    if (error || total > kMostBytes || bundle.files.size() == kMostFiles)
      return not_a_bundle(path.string(), 0, "more than 100,000 files or 4 GiB");
    bundle.files[name] = MIDSPAN_TRY(base::read_file(at->path()));
  }
  if (error) return base::failure("BAS-001", {{"path", path.string()}, {"reason", error.message()}});
  return bundle;
}

}  // namespace

bool is_bundle_name(std::string_view name) {
  if (name.empty() || name.size() > 99) return false;
  char before = '/';
  for (const char c : name) {
    const bool first = before == '/';
    if (c == '/' ? first : !is_name_character(c)) return false;
    if (first && (c == '.' || c == '-')) return false;
    before = c;
  }
  return before != '/';
}

base::Result<Manifest> parse_manifest_text(std::string_view text) {
  std::int64_t number = 1;
  const auto wrong = [&](const char* reason) {
    return base::failure("RCD-060", {{"line", number}, {"reason", std::string(reason)}});
  };
  if (!text.starts_with(kHeader)) return wrong("the first line is not that of a bundle");
  text.remove_prefix(kHeader.size());
  Manifest manifest;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return wrong("the line has no end");
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (number == 2) {
      if (!is_operation_id(line)) return wrong("the second line is the id of the operation");
      manifest.operation = line;
      continue;
    }
    ManifestLine file;
    if (!parse_line(line, file)) return wrong("a line is a digest, a size and a name");
    if (!manifest.lines.empty() && manifest.lines.back().name >= file.name) return wrong("names are not in order");
    manifest.lines.push_back(std::move(file));
  }
  if (manifest.operation.empty()) return wrong("the id of the operation is missing");
  return manifest;
}

void seal_bundle(Bundle& bundle, std::string_view operation, const Signer& log) {
  bundle.files.erase(std::string(kManifestName));
  std::string text(kHeader);
  text.append(operation).append("\n");
  for (const auto& [name, contents] : bundle.files) {
    MIDSPAN_ASSERT(is_bundle_name(name));
    text += base::to_hex(base::sha256(contents)) + " " + std::to_string(contents.size()) + " " + name + "\n";
  }
  bundle.files[std::string(kManifestName)] = sign_note(text, log);
}

base::Result<void> write_bundle(const Bundle& bundle, const std::filesystem::path& path) {
  if (path.extension() == ".tar") return base::write_file(path, tar_of(bundle));
  std::error_code error;
  if (std::filesystem::exists(path, error) && !std::filesystem::is_empty(path, error))
    return base::failure("RCD-061", {{"path", path.string()}});
  for (const auto& [name, contents] : bundle.files) MIDSPAN_CHECK(base::write_file(path / name, contents));
  return {};
}

base::Result<Bundle> read_bundle(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return read_folder(path);
  if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error))
    return not_a_bundle(path.string(), 0, "neither a folder nor a plain file");
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > kMostBytes) return not_a_bundle(path.string(), 0, "more than 4 GiB");
  const std::string bytes = MIDSPAN_TRY(base::read_file(path));
  auto bundle = bundle_of_tar(bytes);
  if (!bundle)
    for (auto& [name, value] : bundle.error().message.arguments)
      if (name == "path") value = path.string();
  return bundle;
}

std::string tar_of(const Bundle& bundle) {
  std::string out;
  for (const auto& [name, contents] : bundle.files) append_tar_member(out, name, contents);
  append_tar_end(out);
  return out;
}

base::Result<Bundle> bundle_of_tar(std::string_view bytes) {
  Bundle bundle;
  TarReader reader(bytes);
  while (const auto member = reader.next()) {
    if (!is_bundle_name(member->name)) return not_a_bundle("", reader.offset(), "a name that is not allowed");
    if (!bundle.files.empty() && bundle.files.rbegin()->first >= member->name)
      return not_a_bundle("", reader.offset(), "names are not in order");
    if (bundle.files.size() == kMostFiles) return not_a_bundle("", reader.offset(), "more than 100,000 files");
    bundle.files.emplace(member->name, member->contents);
  }
  if (const char* problem = reader.problem()) return not_a_bundle("", reader.offset(), problem);
  return bundle;
}

}  // namespace midspan::record
