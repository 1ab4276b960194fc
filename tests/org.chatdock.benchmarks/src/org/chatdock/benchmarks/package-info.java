// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * What the house costs, against the best that is possible on the same machine in the same minute. Nothing here is a
 * test: {@code releng/bench.sh} runs it on request. Gateway and client are processes of their own.
 */
package org.chatdock.benchmarks;
