// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** What tests of Chatdock's rooms, and of bundles that extend them, need again and again. Needs no test framework. */
package org.chatdock.testkit;
