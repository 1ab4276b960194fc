// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Teaches Chatdock the message type {@code appointment}: an appointment that a customer has booked. */
package com.example.appointment;
