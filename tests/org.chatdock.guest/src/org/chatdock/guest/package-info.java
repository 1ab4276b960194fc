// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** A stranger's bundle, and the smallest that works: it knows the API packages and nothing else of Chatdock. */
package org.chatdock.guest;
