// RUN: %check %s @NAME@

void flagged();
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: TODO(new-check): what the check says [@NAME@]

// TODO(new-check): flagged in the expansion of a macro or not, in a template, in a nested lambda.

// Not flagged

// TODO(new-check): at least as many cases as above, each with its reason.

// TODO(new-check): silenced by a comment.
