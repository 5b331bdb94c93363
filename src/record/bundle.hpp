// SPDX-License-Identifier: Apache-2.0
// A bundle: the log and the documents, carried on a stick. A folder, or the same folder as one .tar file;
// `manifest.txt` names every file with its digest and is signed by the log's key. docs/formats/bundle.md
//
//   manifest.txt        signed note: every other file
//   log.txt             the acts (log_text.hpp)
//   checkpoint.txt      the log's head
//   keys.txt            the log's key and every key that the log enrols, one vkey a line, in order
//   documents/...       annex files, PDFs, spreadsheets: whatever acts attach, under readable names
//   sealed/<id>         sealed items (optional), and sealed/keyring.json to open them with the passphrase
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "record/checkpoint.hpp"
#include "record/merkle.hpp"

namespace midspan::record {

inline constexpr std::string_view kManifestName = "manifest.txt";
inline constexpr std::string_view kLogName = "log.txt";
inline constexpr std::string_view kCheckpointName = "checkpoint.txt";
inline constexpr std::string_view kKeysName = "keys.txt";
inline constexpr std::string_view kDocumentsFolder = "documents/";
inline constexpr std::string_view kSealedFolder = "sealed/";
inline constexpr std::string_view kKeyringName = "sealed/keyring.json";

struct Bundle {
  std::map<std::string, std::string> files;  // by name, '/' between folders; the manifest included once it is sealed
};

// 1 to 99 bytes of ASCII letters, digits, '.', '-', '_' in parts joined by '/'; no part begins with '.' or '-'.
bool is_bundle_name(std::string_view name);

struct ManifestLine {
  Digest digest{};
  std::uint64_t size = 0;
  std::string name;
};
struct Manifest {
  std::string operation;
  std::vector<ManifestLine> lines;  // sorted by name
};
base::Result<Manifest> parse_manifest_text(std::string_view text);  // RCD-060 {line, reason}

// Adds the signed manifest of the files present. REQUIRES: every name is_bundle_name.
void seal_bundle(Bundle& bundle, std::string_view operation, const Signer& log);

// A folder, or one file when the name ends in ".tar". Refuses to write over a folder that is not empty.
// The tar is canonical: same files, same bytes. Errors: RCD-061 {path}, BAS-002.
base::Result<void> write_bundle(const Bundle& bundle, const std::filesystem::path& path);

// Reads either. Nothing is judged but that the container is one: at most 100,000 files and 4 GiB, no links, names that
// can be printed; in a tar names that are allowed, and every byte of every header. Errors: BAS-001, RCD-062 {path,
// offset, reason}.
base::Result<Bundle> read_bundle(const std::filesystem::path& path);

// The tar's bytes, for tests and for the desk.
std::string tar_of(const Bundle& bundle);
base::Result<Bundle> bundle_of_tar(std::string_view bytes);  // RCD-062

}  // namespace midspan::record
