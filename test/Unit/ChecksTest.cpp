//===- ChecksTest.cpp - the list of checks --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace {

struct Row {
  std::string Category, Class, Name, Summary;
};

std::vector<Row> rows() {
  return {
#define ASYNC_CHECK(Category, Class, Name, Default, Fix, Summary)                                  \
  {#Category, #Class, Name, Summary},
#include "async-tidy/Checks.def"
  };
}

TEST(ChecksTest, ListIsSortedByCategoryThenName) {
  std::vector<Row> Rows = rows();
  ASSERT_FALSE(Rows.empty());
  for (size_t I = 1; I < Rows.size(); ++I)
    EXPECT_LT(std::tie(Rows[I - 1].Category, Rows[I - 1].Name),
              std::tie(Rows[I].Category, Rows[I].Name));
}

TEST(ChecksTest, NamesAndClassesAreUnique) {
  std::set<std::string> Names, Classes;
  for (const Row &R : rows()) {
    EXPECT_TRUE(Names.insert(R.Name).second) << R.Name;
    EXPECT_TRUE(Classes.insert(R.Class).second) << R.Class;
  }
}

TEST(ChecksTest, NamesAreLowerCaseWordsBehindAsync) {
  for (const Row &R : rows()) {
    llvm::StringRef Name = R.Name;
    EXPECT_TRUE(Name.consume_front("async-")) << R.Name;
    EXPECT_FALSE(Name.empty()) << R.Name;
    EXPECT_EQ(Name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"),
              llvm::StringRef::npos)
        << R.Name;
  }
}

TEST(ChecksTest, ClassIsDerivedFromTheName) {
  for (const Row &R : rows()) {
    llvm::SmallVector<llvm::StringRef, 8> Words;
    llvm::StringRef(R.Name).drop_front(sizeof("async-") - 1).split(Words, '-');
    std::string Class;
    for (llvm::StringRef Word : Words) {
      ASSERT_FALSE(Word.empty()) << R.Name;
      Class += llvm::toUpper(Word.front());
      Class += Word.drop_front().str();
    }
    EXPECT_EQ(Class, R.Class);
  }
}

TEST(ChecksTest, CategoriesAreThoseOfTheDesign) {
  const std::set<std::string> Known{"blocking", "cancellation", "concurrency", "lifetime",
                                    "locks",    "sharing",      "tasks",       "testing"};
  for (const Row &R : rows())
    EXPECT_TRUE(Known.count(R.Category)) << R.Name << " is in " << R.Category;
}

TEST(ChecksTest, SummariesGoIntoTheMiddleOfASentence) {
  for (const Row &R : rows()) {
    ASSERT_FALSE(R.Summary.empty()) << R.Name;
    EXPECT_NE(R.Summary.back(), '.') << R.Name;
  }
}

} // namespace
